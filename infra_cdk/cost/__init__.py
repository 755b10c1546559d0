"""What a deployment costs a month: the translated templates, a load, and list prices."""
