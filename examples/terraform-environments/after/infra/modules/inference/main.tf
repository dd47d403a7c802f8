resource "aws_instance" "chat" {
  count         = var.chat_replicas
  ami           = "ami-0c0ffee0c0ffee000"
  instance_type = var.chat_type
}

resource "aws_instance" "embedder" {
  count         = var.replicas
  ami           = "ami-0c0ffee0c0ffee000"
  instance_type = var.embedder_type
}

resource "aws_instance" "reranker" {
  count         = var.reranker ? 1 : 0
  ami           = "ami-0c0ffee0c0ffee000"
  instance_type = "g6.xlarge"
}

moved {
  from = aws_instance.vllm
  to   = aws_instance.chat
}
