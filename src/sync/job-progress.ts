/** How a portion of a job ended. `more`: go on at once; `waits`: for looks that are open, or for QuickBooks; `done`: with it all. */
export type JobProgress = 'more' | 'waits' | 'done';
