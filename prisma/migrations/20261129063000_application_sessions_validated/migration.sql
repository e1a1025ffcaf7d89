-- Beside the running servers: rows are read under a lock that stops no write.
ALTER TABLE "sessions" VALIDATE CONSTRAINT "sessions_kind_check";
