/** Asks once before something that cannot simply be taken back, saying what will happen. */

export interface Question {
  title: string;
  text: string;
  action: string;
  danger?: boolean;
  proceed: () => void;
}

type Host = (question: Question) => void;

let host: Host | null = null;

/** The part of the page that shows questions says so here; it answers how to stop. */
export function hostQuestions(show: Host): () => void {
  host = show;
  return () => {
    host = null;
  };
}

export function askFirst(question: Question): void {
  if (!host) throw new TypeError('Nothing on this page shows questions.');
  host(question);
}
