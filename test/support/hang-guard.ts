/**
 * How long whatever a test waits for may take. Only against hanging: many times what a slow and busy machine needs, and
 * shorter than a test's own limit, so that it says where.
 */
export const hangGuardMs = 60_000;
