// Whether there is room for a grid and for something beside it; below that the server's own tables and pages serve.

export const wide = matchMedia('(min-width: 641px)');
