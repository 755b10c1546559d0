"""What using a right is called in messages."""

from collections.abc import Mapping

from chalicelib.texts import Text

RIGHTS: Mapping[str, Text] = {
    "restrict": Text(
        "data Anda kini hanya disimpan dan tidak dipakai untuk apa pun",
        "your data is now only kept and used for nothing",
    ),
    "lift_restriction": Text(
        "pembatasan dicabut; data Anda dipakai lagi seperti sebelumnya",
        "the restriction is lifted; your data is used again as before",
    ),
    "object": Text(
        "profil Anda tidak lagi dinilai secara otomatis",
        "your profile is no longer judged by machine",
    ),
    "lift_objection": Text(
        "profil Anda dicocokkan lagi secara otomatis",
        "your profile is matched by machine again",
    ),
}
