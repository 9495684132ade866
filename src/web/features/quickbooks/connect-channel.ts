/** How the pop-up in which a person consents tells the page that opened it what came of it. */

const name = 'tandem-connect';

export interface ConnectOutcome {
  connected: boolean;
  error: string | null;
}

/** Opens the window at once, while the press still counts as one; its address follows when the server has made it. */
export function openConnectWindow(): Window | null {
  const left = Math.round(window.screenX + (window.outerWidth - 620) / 2);
  const top = Math.round(window.screenY + 80);
  return window.open('', name, `popup,width=620,height=760,left=${left},top=${top}`);
}

/** Is this page the one that Intuit returned to, inside the pop-up? */
export function isConnectWindow(): boolean {
  return window.opener !== null || window.name === name;
}

export function tellOutcome(outcome: ConnectOutcome): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(outcome);
  channel.close();
}

export function onOutcome(hear: (outcome: ConnectOutcome) => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<ConnectOutcome>) => hear(data);
  return () => channel.close();
}
