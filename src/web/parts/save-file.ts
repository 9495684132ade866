/** Gives a file to the person: the browser saves it under its name. */
export function saveFile({ blob, name }: { blob: Blob; name: string }): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Released once the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
