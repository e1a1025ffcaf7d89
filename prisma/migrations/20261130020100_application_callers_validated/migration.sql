-- Beside the running servers: rows are read under a lock that stops no write.
ALTER TABLE "audit_events" VALIDATE CONSTRAINT "audit_events_actor_type_check";
