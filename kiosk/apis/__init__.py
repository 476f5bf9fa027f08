"""The dialects the server speaks, and the clients that speak them."""
