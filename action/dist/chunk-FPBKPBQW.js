var e={facts:[],diagnostics:[]};export{e as a};
