"""Partners' spreadsheets: a file becomes rows, a mapping says what columns mean, each row becomes claims; all pure.

    delimited, xlsx → table (rows under one line of names) → mapping (guessed or given) → drafts → claims

A reader of another format with rows (an exchange format, say) builds `table.Row`s and goes on from there.
"""
