var n=".unitcost/benchmarks/";export{n as a};
