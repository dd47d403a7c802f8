chat_type     = "g6e.xlarge"
chat_replicas = 4
