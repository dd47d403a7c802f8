# Rebuilds the index at night.
resource "aws_instance" "batch" {
  ami           = "ami-0c0ffee0c0ffee000"
  instance_type = "g6.xlarge"
}
