/**
 * Result of comparing the journal with the database. The lists contain violations, and are empty when there are none.
 */
export type Findings = { acknowledged: number; lost: string[]; doubled: string[]; broken: string[] }
