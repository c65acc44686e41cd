"""The demo brand's money: what its platforms book for its orders, and what arrives in its Alipay account."""
