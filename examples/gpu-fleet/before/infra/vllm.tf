provider "aws" {
  region = "us-east-1"
}

variable "replicas" {
  type    = number
  default = 2
}

# Llama 3.1 8B behind vLLM: titles and summaries of documents.
resource "aws_instance" "vllm" {
  count         = var.replicas
  ami           = "ami-0c0ffee0c0ffee000"
  instance_type = "g6e.xlarge"

  tags = {
    Name              = "vllm"
    "finops.team"     = "documents"
    "finops.use-case" = "summaries"
  }
}
