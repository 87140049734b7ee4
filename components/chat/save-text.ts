/** Saves a text as a file of this name; marks that a file system minds become dashes. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^\.+/, '');
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
