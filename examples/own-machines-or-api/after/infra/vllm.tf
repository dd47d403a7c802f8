provider "aws" {
  region = "us-east-1"
}

# Llama 3.1 8B behind vLLM, one replica a machine.
resource "aws_instance" "texts" {
  count         = 2
  ami           = "ami-0c0ffee0c0ffee000"
  instance_type = "g6.xlarge"

  tags = {
    "finops.team"     = "catalog"
    "finops.use-case" = "product-texts"
  }
}
