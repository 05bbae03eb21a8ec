SELECT cust_id, company_size, n_support_tickets
FROM customers
WHERE company_size >= @minimumSize
ORDER BY cust_id
