// What is saved as a file.

import { getFile } from './api.js';
import { el, toast } from './dom.js';

/** Saves what the server has at a path, under the name it gives it and as the bytes it is. */
export async function saveFrom(path) {
  try {
    const { bytes, name } = await getFile(path);
    const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
    el('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  } catch (problem) {
    toast(problem.message);
  }
}

export const saveBody = (record) => saveFrom(`/api/captures/${record.id}/body`);
