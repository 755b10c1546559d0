"""What is watched, as data: alarms, objectives, indicators and widgets; ``constructs`` renders them."""
