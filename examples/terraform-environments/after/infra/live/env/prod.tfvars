chat_type     = "g6e.2xlarge"
chat_replicas = 4
