"""
The letters of the conversation. `handing` decides when one is due and owes it to the outbox; `writing` writes it when
it leaves, from what is true then.
"""
