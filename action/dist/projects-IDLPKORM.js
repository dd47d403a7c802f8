import{a}from"./chunk-2O4ZGZ4E.js";import"./chunk-AKGSLH6M.js";import"./chunk-FPBKPBQW.js";import"./chunk-YKJDLWRM.js";import"./chunk-4Y3ZHRIW.js";import"./chunk-3RNHDNP5.js";export{a as projects};
