WORDS_A_MINUTE = 230


def minutes_for(words: int) -> int:
    return max(1, round(words / WORDS_A_MINUTE))
