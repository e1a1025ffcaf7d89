/** What came of comparing the journal with the database. The lists say what is wrong, and are empty where all is well. */
export type Findings = { acknowledged: number; lost: string[]; doubled: string[]; broken: string[] }
