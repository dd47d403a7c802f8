var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="683a8299766e077b35a9";export{o as a,r as b};
