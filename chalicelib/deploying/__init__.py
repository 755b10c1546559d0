"""What a deployment needs done inside the services that it made, and answers CloudFormation about it."""
