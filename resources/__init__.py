"""Files that the program ships: icons, fonts, data, translations."""
