module watchtraderhub/webhook

go 1.19
