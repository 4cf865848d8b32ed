"""What is drawn: each widget shows what it is given, and knows neither the library nor its neighbors."""
