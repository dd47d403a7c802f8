resource "aws_instance" "embedder" {
  count         = 1
  instance_type = "g5.xlarge"
}
