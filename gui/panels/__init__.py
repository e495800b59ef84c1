"""Where the user acts."""
