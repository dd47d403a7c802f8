chat_type     = "g6.xlarge"
chat_replicas = 1
