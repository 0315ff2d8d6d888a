-- 未能读取的文件及原因
-- Which files could not be read, and why?
SELECT
    path,
    reason,
    message,
    refused_at
FROM refused_file
ORDER BY path
