-- The newest reporting date of the accepted lines of the store, else the newest start.
SELECT coalesce(max(reported), max(start_date))
FROM line
WHERE closed_by IS NULL OR close_reason = 'gone'
