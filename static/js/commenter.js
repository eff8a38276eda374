// What this browser keeps of a guest who asked for it.
const KEY = "broadsheet-commenter";

export const kept = () => JSON.parse(localStorage.getItem(KEY) ?? "null");
export const keep = (commenter) => localStorage.setItem(KEY, JSON.stringify(commenter));
export const forget = () => localStorage.removeItem(KEY);
