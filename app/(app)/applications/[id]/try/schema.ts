import { ApplicationTarget } from "@/lib/applications/schema"

export const TrialForm = ApplicationTarget
