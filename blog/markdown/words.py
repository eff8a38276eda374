"""The few words that rendering adds to a text, in the language of the text."""

WORDS = {
    "en": {
        "note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution",
        "contents": "Contents", "table": "Table", "footnotes": "Footnotes", "footnote": "Footnote",
        "back": "Back to the text", "done": "Done", "open": "Not done", "load": "Load from",
        "picture": "Picture",
    },
    "de": {
        "note": "Hinweis", "tip": "Tipp", "important": "Wichtig", "warning": "Warnung", "caution": "Vorsicht",
        "contents": "Inhalt", "table": "Tabelle", "footnotes": "Fußnoten", "footnote": "Fußnote",
        "back": "Zurück zum Text", "done": "Erledigt", "open": "Offen", "load": "Laden von",
        "picture": "Bild",
    },
    "fr": {
        "note": "Remarque", "tip": "Astuce", "important": "Important", "warning": "Avertissement",
        "caution": "Attention", "contents": "Sommaire", "table": "Tableau", "footnotes": "Notes",
        "footnote": "Note", "back": "Retour au texte", "done": "Fait", "open": "À faire", "load": "Charger depuis",
        "picture": "Image",
    },
    "es": {
        "note": "Nota", "tip": "Consejo", "important": "Importante", "warning": "Advertencia",
        "caution": "Precaución", "contents": "Contenido", "table": "Tabla", "footnotes": "Notas",
        "footnote": "Nota", "back": "Volver al texto", "done": "Hecho", "open": "Pendiente", "load": "Cargar de",
        "picture": "Imagen",
    },
}  # fmt: skip


def words_for(language: str) -> dict[str, str]:
    """The words of a language tag such as `de-AT`; English where there are none."""
    return WORDS.get(language.lower().split("-")[0], WORDS["en"])
