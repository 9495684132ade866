/** Lets TypeScript know what the bundler can import (style sheets, CSS modules, images). */
/// <reference types="vite/client" />
