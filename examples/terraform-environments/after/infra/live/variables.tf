variable "chat_type" {
  type        = string
  description = "Machine of the chat model."
}

variable "chat_replicas" {
  type = number
}
