"""Django app 2, no models: the screens."""
