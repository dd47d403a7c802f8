import{a}from"./chunk-K6ONIIJS.js";import"./chunk-YKJDLWRM.js";import"./chunk-DXJZWD7V.js";import"./chunk-FPBKPBQW.js";import"./chunk-5Y6PXBTE.js";import"./chunk-3RNHDNP5.js";export{a as projects};
