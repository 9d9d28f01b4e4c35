/** How a displacement ends for the person. */
export const OUTCOMES = ['told', 'rebooked', 'declined', 'treated-elsewhere'] as const;
