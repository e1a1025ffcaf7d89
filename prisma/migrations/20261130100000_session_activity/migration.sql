-- When a session was last used, to the minute: rows without an index that changes, with room for their next version.
SET LOCAL lock_timeout = '2s';

CREATE TABLE "session_activity" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "session_id" TEXT COLLATE "C" NOT NULL,
    "seen_minute" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "session_activity_pkey" PRIMARY KEY ("user_id","session_id")
) WITH (fillfactor = 70);

ALTER TABLE "session_activity" ADD CONSTRAINT "session_activity_user_id_session_id_fkey"
    FOREIGN KEY ("user_id", "session_id") REFERENCES "sessions"("user_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
