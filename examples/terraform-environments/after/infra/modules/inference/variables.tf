variable "chat_type" {
  type = string
}

variable "chat_replicas" {
  type = number
}

variable "embedder_type" {
  type    = string
  default = "g6.2xlarge"
}

variable "replicas" {
  type    = number
  default = 1
}

variable "reranker" {
  type    = bool
  default = false
}
