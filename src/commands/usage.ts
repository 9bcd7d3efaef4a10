/** `EX_USAGE` of sysexits.h: the command line says something that cannot be. */
export const EXIT_USAGE = 64;
