"""What fills the screen: the list, the reader, and the dialogs over them."""
