from config.guest_form import guest_form, has_session

__all__ = ["guest_form", "has_session"]
