"""The components, by what they are about; `ui` is all of them."""
