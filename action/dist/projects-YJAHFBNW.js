import{a}from"./chunk-T7NDMQAT.js";import"./chunk-YKJDLWRM.js";import"./chunk-YFXNYE5I.js";import"./chunk-FPBKPBQW.js";import"./chunk-5Y6PXBTE.js";import"./chunk-3RNHDNP5.js";export{a as projects};
